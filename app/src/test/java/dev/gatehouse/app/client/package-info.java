@NullMarked
package dev.gatehouse.app.client;

import org.jspecify.annotations.NullMarked;
