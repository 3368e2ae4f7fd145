/**
 * Tells people of requests and decisions where they are: Slack, Teams, signed webhooks. A message
 * carries a link and never a way to decide; who decides signs in.
 */
@NullMarked
package dev.gatehouse.control.notices;

import org.jspecify.annotations.NullMarked;
