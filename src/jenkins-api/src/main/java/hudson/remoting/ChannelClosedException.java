package hudson.remoting;

public class ChannelClosedException extends java.io.IOException {

    ChannelClosedException() {}
}
