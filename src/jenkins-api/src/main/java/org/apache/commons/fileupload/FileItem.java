package org.apache.commons.fileupload;

public interface FileItem {

    void delete();

    byte[] get();

    String getContentType();

    String getFieldName();

    org.apache.commons.fileupload.FileItemHeaders getHeaders();

    java.io.InputStream getInputStream() throws java.io.IOException;

    String getName();

    java.io.OutputStream getOutputStream() throws java.io.IOException;

    long getSize();

    String getString();

    String getString(String string) throws java.io.UnsupportedEncodingException;

    boolean isFormField();

    boolean isInMemory();

    void setFieldName(String string);

    void setFormField(boolean value);

    void setHeaders(org.apache.commons.fileupload.FileItemHeaders fileItemHeaders);

    void write(java.io.File file) throws Exception;
}
