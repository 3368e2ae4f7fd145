package dev.gatehouse.control.policies;

/**
 * A policy's exact bytes and the detached JWS over them. The array is not copied: nobody here
 * writes to it.
 */
@SuppressWarnings("ArrayRecordComponent")
record SignedPolicy(byte[] bytes, String signature) {}
