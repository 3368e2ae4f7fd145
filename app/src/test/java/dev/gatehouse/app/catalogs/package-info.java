@NullMarked
package dev.gatehouse.app.catalogs;

import org.jspecify.annotations.NullMarked;
