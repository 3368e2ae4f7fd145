@NullMarked
package dev.gatehouse.control.minting;

import org.jspecify.annotations.NullMarked;
