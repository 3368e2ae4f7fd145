/** The transparency log over what the record holds: one Merkle tree, its proofs and checkpoints. */
@NullMarked
package dev.gatehouse.control.log;

import org.jspecify.annotations.NullMarked;
