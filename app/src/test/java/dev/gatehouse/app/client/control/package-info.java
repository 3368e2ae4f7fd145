@NullMarked
package dev.gatehouse.app.client.control;

import org.jspecify.annotations.NullMarked;
