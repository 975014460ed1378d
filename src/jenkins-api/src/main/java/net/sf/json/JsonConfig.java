package net.sf.json;

public class JsonConfig {

    public JsonConfig() {}
}
