/** What the control service is told before it starts; read from one YAML file, checked at once. */
@NullMarked
package dev.gatehouse.control.config;

import org.jspecify.annotations.NullMarked;
