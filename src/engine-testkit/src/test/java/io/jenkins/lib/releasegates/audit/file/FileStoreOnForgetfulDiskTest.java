package io.jenkins.lib.releasegates.audit.file;

import io.jenkins.lib.releasegates.audit.store.Store;
import io.jenkins.lib.releasegates.audit.store.StoreContract;
import io.jenkins.lib.releasegates.digest.Digest;
import io.jenkins.lib.releasegates.testkit.ForgetfulDisk;
import io.jenkins.lib.releasegates.testkit.Remains;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The store in the files of a disk that promises nothing more than it must, with the power cut instead of an orderly end. */
@ParameterizedClass
@EnumSource(Remains.class)
class FileStoreOnForgetfulDiskTest extends StoreContract {

    private static final String FIRST = "trail/000000000000.jsonl";

    private final Remains remains;
    private ForgetfulDisk disk = new ForgetfulDisk();
    private long cuts;

    FileStoreOnForgetfulDiskTest(Remains remains) {
        this.remains = remains;
    }

    @Override
    protected Store openEmpty() throws Exception {
        return FileStore.open(disk);
    }

    @Override
    protected Store openAfterCrash() throws Exception {
        disk = disk.afterPowerCut(remains, ++cuts);
        return FileStore.open(disk);
    }

    @Override
    protected void failNextAppend() {
        disk.failForceFrom(1);
    }

    @Override
    protected void damage(long seq) throws IOException {
        byte[] lines = disk.read(FIRST, 0, 1 << 20);
        int at = 0;
        for (long line = 0; line < seq; at++) {
            if (lines[at] == '\n') {
                line++;
            }
        }
        lines[at] = '[';
        disk.delete(FIRST);
        disk.append(FIRST, lines);
    }

    @Override
    protected void damage(Digest blob) throws IOException {
        String file = "evidence/" + blob.hex() + ".json.gz";
        disk.delete(file);
        disk.append(file, "some evidencf".getBytes(StandardCharsets.UTF_8));
    }
}
