package io.jenkins.lib.releasegates.audit.webhook;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Throws an answer's body away, so that its connection can be used again; breaks off a long one. Counts the bytes. */
final class DrainedBody implements HttpResponse.BodySubscriber<Integer> {

    static final int MAX_BYTES = 64 * 1024;

    private final CompletableFuture<Integer> drained = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private int bytes;

    @Override
    public CompletionStage<Integer> getBody() {
        return drained;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        Flow.Subscription now = subscription;
        if (now == null) {
            return;
        }
        if (bytes > MAX_BYTES) {
            now.cancel();
            drained.complete(bytes);
        } else {
            now.request(1);
        }
    }

    /** The status was there before: what the receiver says of the events is known. */
    @Override
    public void onError(Throwable failure) {
        drained.complete(bytes);
    }

    @Override
    public void onComplete() {
        drained.complete(bytes);
    }
}
