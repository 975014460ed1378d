package io.jenkins.lib.releasegates.verify.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.releasegates.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The roots of the reference tests of Certificate Transparency, and any size against the definition in RFC 6962. */
class MerkleTreeTest {

    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private final List<String> subtrees = new ArrayList<>();
    private final MerkleTree tree = new MerkleTree(
            (level, hash) -> subtrees.add(level + ":" + HexFormat.of().formatHex(hash)));

    private String root() {
        return HexFormat.of().formatHex(tree.root());
    }

    /** MTH of RFC 6962, section 2.1. */
    private static byte[] definition(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (entries.size() == 1) {
            bytes.write(0);
            bytes.writeBytes(entries.get(0));
        } else {
            int left = Integer.highestOneBit(entries.size() - 1);
            bytes.write(1);
            bytes.writeBytes(definition(entries.subList(0, left)));
            bytes.writeBytes(definition(entries.subList(left, entries.size())));
        }
        return Digest.of(bytes.toByteArray()).bytes();
    }

    @Test
    void shouldHaveTheRootsOfTheReferenceTests() {
        assertThat(root()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        tree.add(new byte[0]);
        assertThat(root()).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        LEAVES.stream().skip(1).map(HexFormat.of()::parseHex).forEach(tree::add);
        assertThat(tree.size()).isEqualTo(8);
        assertThat(root()).isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void shouldHaveTheRootOfTheDefinitionAtEverySize() {
        List<byte[]> entries = new ArrayList<>();
        for (int size = 1; size <= 300; size++) {
            byte[] entry = ("entry " + size).getBytes(StandardCharsets.UTF_8);
            entries.add(entry);
            tree.add(entry);
            assertThat(tree.root()).as("size " + size).isEqualTo(definition(entries));
        }
    }

    @Test
    void shouldShowEveryEighthLevel() {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < 65_536; i++) {
            byte[] entry = {(byte) i, (byte) (i >> 8)};
            entries.add(entry);
            tree.add(entry);
        }

        assertThat(subtrees).hasSize(65_536 + 256 + 1);
        assertThat(subtrees.get(256)).isEqualTo("1:" + HexFormat.of().formatHex(definition(entries.subList(0, 256))));
        assertThat(subtrees.get(subtrees.size() - 1)).isEqualTo("2:" + root());
    }

    @Test
    void shouldNameTilesInGroupsOfThreeDigits() {
        assertThat(TileName.full("0", 0)).isEqualTo("tile/0/000");
        assertThat(TileName.full("entries", 999)).isEqualTo("tile/entries/999");
        assertThat(TileName.full("1", 1_000)).isEqualTo("tile/1/x001/000");
        assertThat(TileName.full("0", 1_234_067)).isEqualTo("tile/0/x001/x234/067");
        assertThat(PartialTiles.name("2", 12, 5)).isEqualTo("tile/2/012.p/5");
    }
}
