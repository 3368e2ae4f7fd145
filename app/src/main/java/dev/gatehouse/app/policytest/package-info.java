/** Golden cases of a policy: read from a file, decided, compared. */
@NullMarked
package dev.gatehouse.app.policytest;

import org.jspecify.annotations.NullMarked;
