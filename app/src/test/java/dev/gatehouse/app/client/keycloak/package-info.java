@NullMarked
package dev.gatehouse.app.client.keycloak;

import org.jspecify.annotations.NullMarked;
