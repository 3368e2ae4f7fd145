package dev.gatehouse.core.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The vectors that implementations of RFC 6962 and RFC 9162 share: eight entries, the roots of the
 * first one to eight of them, and proofs between those; and every way to spoil a proof.
 */
class MerkleTreeTest {
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static final String H1 =
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  private static final String H23 =
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  private static final String H47 =
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  private static final String H4 =
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  private static final String H67 =
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  private static final String H45 =
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
  private static final String H6 =
      "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";

  private record Proof(long from, long size, List<String> hashes) {}

  /** From an index, counted from 0. */
  private static final List<Proof> INCLUSION =
      List.of(
          new Proof(0, 1, List.of()),
          new Proof(0, 8, List.of(H1, H23, H47)),
          new Proof(5, 8, List.of(H4, H67, ROOTS.get(3))),
          new Proof(2, 3, List.of(ROOTS.get(1))),
          new Proof(1, 5, List.of(ROOTS.get(0), H23, H4)));

  private static final List<Proof> CONSISTENCY =
      List.of(
          new Proof(1, 1, List.of()),
          new Proof(1, 8, List.of(H1, H23, H47)),
          new Proof(6, 8, List.of(H45, H67, ROOTS.get(3))),
          new Proof(2, 5, List.of(H23, H4)),
          new Proof(6, 7, List.of(H45, H6, ROOTS.get(3))));

  @Test
  void theRootsAreThePublishedOnes() {
    assertThat(hex(MerkleTree.root(List.of()))).isEqualTo(EMPTY);
    for (int size = 1; size <= 8; size++) {
      assertThat(hex(MerkleTree.root(leaves(size)))).isEqualTo(ROOTS.get(size - 1));
    }
  }

  @Test
  void thePublishedInclusionProofsHoldAndNoSpoiledOneDoes() {
    for (Proof proof : INCLUSION) {
      byte[] root = bytes(ROOTS.get((int) proof.size() - 1));
      byte[] leaf = leaves(8).get((int) proof.from());
      List<byte[]> hashes = hashes(proof);
      assertThat(MerkleTree.includes(root, proof.size(), proof.from(), leaf, hashes)).isTrue();
      for (List<byte[]> spoiled : spoiled(hashes, root)) {
        assertThat(MerkleTree.includes(root, proof.size(), proof.from(), leaf, spoiled)).isFalse();
      }
      for (long other : List.of(proof.from() - 1, proof.from() + 1, proof.from() ^ 2)) {
        assertThat(MerkleTree.includes(root, proof.size(), other, leaf, hashes)).isFalse();
      }
      for (long size : List.of(proof.size() * 2, proof.size() / 2)) {
        assertThat(MerkleTree.includes(root, size, proof.from(), leaf, hashes)).isFalse();
      }
      assertThat(MerkleTree.includes(bytes(EMPTY), proof.size(), proof.from(), leaf, hashes))
          .isFalse();
      assertThat(MerkleTree.includes(root, proof.size(), proof.from(), bytes(EMPTY), hashes))
          .isFalse();
    }
  }

  @Test
  void thePublishedConsistencyProofsHoldAndNoSpoiledOneDoes() {
    for (Proof proof : CONSISTENCY) {
      byte[] first = bytes(ROOTS.get((int) proof.from() - 1));
      byte[] second = bytes(ROOTS.get((int) proof.size() - 1));
      List<byte[]> hashes = hashes(proof);
      assertThat(consistent(proof.from(), first, proof.size(), second, hashes)).isTrue();
      for (List<byte[]> spoiled : spoiled(hashes, first)) {
        assertThat(consistent(proof.from(), first, proof.size(), second, spoiled)).isFalse();
      }
      if (!hashes.isEmpty()) {
        for (long other : List.of(proof.from() - 1, proof.from() + 1, proof.from() ^ 2)) {
          assertThat(consistent(other, first, proof.size(), second, hashes)).isFalse();
        }
        for (long other : List.of(proof.size() * 2, proof.size() / 2)) {
          assertThat(consistent(proof.from(), first, other, second, hashes)).isFalse();
        }
        assertThat(consistent(proof.from(), second, proof.size(), first, hashes)).isFalse();
        assertThat(consistent(proof.from(), first, proof.size(), second, List.of())).isFalse();
      }
    }
  }

  @Test
  void equalSizesNeedEqualRootsAndTheEmptyTreeIsBeforeEveryOther() {
    byte[] one = bytes(ROOTS.get(0));
    byte[] two = bytes(ROOTS.get(1));
    assertThat(consistent(2, two, 2, two, List.of())).isTrue();
    assertThat(consistent(2, two, 2, one, List.of())).isFalse();
    assertThat(consistent(2, two, 2, two, List.of(one))).isFalse();
    assertThat(consistent(0, bytes(EMPTY), 2, two, List.of())).isTrue();
    assertThat(consistent(0, one, 2, two, List.of())).isFalse();
    assertThat(consistent(2, two, 1, one, List.of())).isFalse();
  }

  private static boolean consistent(
      long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
    return MerkleTree.extendsTree(first, firstRoot, second, secondRoot, proof);
  }

  private static List<List<byte[]>> spoiled(List<byte[]> hashes, byte[] root) {
    List<List<byte[]>> all = new ArrayList<>();
    for (byte[] more : List.of(root, new byte[0])) {
      all.add(changed(hashes, Map.of(hashes.size(), more)));
      all.add(changed(hashes, Map.of(0, more)));
    }
    for (int i = 0; i < hashes.size(); i++) {
      List<byte[]> less = new ArrayList<>(hashes);
      less.remove(i);
      all.add(less);
      for (int bit = 0; bit < 256; bit++) {
        List<byte[]> flipped = new ArrayList<>(hashes);
        byte[] hash = Arrays.copyOf(hashes.get(i), 32);
        hash[bit / 8] ^= (byte) (1 << (bit % 8));
        flipped.set(i, hash);
        all.add(flipped);
      }
    }
    return all;
  }

  private static List<byte[]> changed(List<byte[]> hashes, Map<Integer, byte[]> added) {
    List<byte[]> result = new ArrayList<>(hashes);
    added.forEach(result::add);
    return result;
  }

  private static List<byte[]> leaves(int count) {
    return ENTRIES.subList(0, count).stream().map(e -> MerkleTree.leafHash(bytes(e))).toList();
  }

  private static List<byte[]> hashes(Proof proof) {
    return proof.hashes().stream().map(MerkleTreeTest::bytes).toList();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
