/**
 * The demo's sample shop: believable data from a fixed seed, and the accounts that mint roles for
 * it.
 */
@NullMarked
package dev.gatehouse.app.demo.shop;

import org.jspecify.annotations.NullMarked;
