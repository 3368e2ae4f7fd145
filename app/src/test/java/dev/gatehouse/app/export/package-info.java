@org.jspecify.annotations.NullMarked
package dev.gatehouse.app.export;
