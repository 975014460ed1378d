package io.jenkins.lib.releasegates.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of an answer up to so many bytes; a longer one breaks off with a {@link TooLargeException}. */
public final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

    private static final int CHUNK = 8 * 1024;

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
    private final int most;
    private Flow.@Nullable Subscription subscription;

    /** The answer is larger than what is read. */
    public static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1;

        TooLargeException(int most) {
            super("the answer has more than " + most + " bytes");
        }
    }

    private BoundedBody(int most) {
        this.most = most;
    }

    /** For bodies of at most so many bytes. */
    public static HttpResponse.BodyHandler<byte[]> of(int most) {
        return answer -> new BoundedBody(most);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription now = subscription;
        if (now == null || body.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            if (buffer.remaining() > most - bytes.size()) {
                now.cancel();
                body.completeExceptionally(new TooLargeException(most));
                return;
            }
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        now.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
