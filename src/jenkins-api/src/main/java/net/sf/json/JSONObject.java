package net.sf.json;

public final class JSONObject extends net.sf.json.AbstractJSON
        implements net.sf.json.JSON, java.util.Map<String, Object>, Comparable {

    public JSONObject(boolean isNull) {}

    public JSONObject() {}

    public void clear() {
        throw new UnsupportedOperationException();
    }

    public int compareTo(Object obj) {
        throw new UnsupportedOperationException();
    }

    public boolean containsKey(Object key) {
        throw new UnsupportedOperationException();
    }

    public boolean containsValue(Object value) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, boolean value) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, Object value, net.sf.json.JsonConfig jsonConfig) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, Object value) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, double value) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, int value) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, java.util.Collection value, net.sf.json.JsonConfig jsonConfig) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, java.util.Collection value) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, java.util.Map value, net.sf.json.JsonConfig jsonConfig) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, java.util.Map value) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject element(String key, long value) {
        throw new UnsupportedOperationException();
    }

    public java.util.Set entrySet() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object obj) {
        throw new UnsupportedOperationException();
    }

    public static net.sf.json.JSONObject fromObject(Object object, net.sf.json.JsonConfig jsonConfig) {
        throw new UnsupportedOperationException();
    }

    public static net.sf.json.JSONObject fromObject(Object object) {
        throw new UnsupportedOperationException();
    }

    public Object get(Object key) {
        throw new UnsupportedOperationException();
    }

    public Object get(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean getBoolean(String key) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject getJSONObject(String key) {
        throw new UnsupportedOperationException();
    }

    public String getString(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean has(String key) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public boolean isArray() {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    public boolean isNullObject() {
        throw new UnsupportedOperationException();
    }

    public java.util.Set<String> keySet() {
        throw new UnsupportedOperationException();
    }

    public boolean optBoolean(String key, boolean defaultValue) {
        throw new UnsupportedOperationException();
    }

    public boolean optBoolean(String key) {
        throw new UnsupportedOperationException();
    }

    public net.sf.json.JSONObject optJSONObject(String key) {
        throw new UnsupportedOperationException();
    }

    public String optString(String key, String defaultValue) {
        throw new UnsupportedOperationException();
    }

    public String optString(String key) {
        throw new UnsupportedOperationException();
    }

    public Object put(String key, Object value) {
        throw new UnsupportedOperationException();
    }

    public void putAll(java.util.Map map) {
        throw new UnsupportedOperationException();
    }

    public Object remove(Object key) {
        throw new UnsupportedOperationException();
    }

    public Object remove(String key) {
        throw new UnsupportedOperationException();
    }

    public int size() {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public String toString(int indentFactor, int indent) {
        throw new UnsupportedOperationException();
    }

    public String toString(int indentFactor) {
        throw new UnsupportedOperationException();
    }

    public java.util.Collection values() {
        throw new UnsupportedOperationException();
    }

    protected void write(java.io.Writer writer, net.sf.json.AbstractJSON.WritingVisitor visitor)
            throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
