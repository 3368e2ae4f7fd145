@NullMarked
package dev.gatehouse.app.client.signin;

import org.jspecify.annotations.NullMarked;
