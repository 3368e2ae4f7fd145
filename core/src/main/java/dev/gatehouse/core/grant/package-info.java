@NullMarked
package dev.gatehouse.core.grant;

import org.jspecify.annotations.NullMarked;
