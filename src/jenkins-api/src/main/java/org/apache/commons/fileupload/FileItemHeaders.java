package org.apache.commons.fileupload;

public interface FileItemHeaders {

    String getHeader(String string);

    java.util.Iterator<String> getHeaderNames();

    java.util.Iterator<String> getHeaders(String string);
}
