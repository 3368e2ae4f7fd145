@NullMarked
package dev.gatehouse.app.policytest;

import org.jspecify.annotations.NullMarked;
