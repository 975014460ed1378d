package shop;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import javax.crypto.Cipher;
import javax.xml.parsers.DocumentBuilderFactory;

/** Weak on purpose; SastScannerTest compiles and scans it. The comments are what has to be found in their lines. */
public class Weak {

    public String sql(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT x FROM t WHERE n = '" + name + "'")) { // SQL_INJECTION_JDBC
            return rows.next() ? rows.getString(1) : "";
        }
    }

    public Process command(String name) throws IOException {
        return Runtime.getRuntime().exec("sh -c " + name); // COMMAND_INJECTION
    }

    public byte[] digest(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("MD5").digest(bytes); // WEAK_MESSAGE_DIGEST_MD5
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:x:y", "sa", "not-a-real-one"); // DMI_CONSTANT_DB_PASSWORD
    }

    public Object read(InputStream in) throws Exception {
        return new ObjectInputStream(in).readObject(); // OBJECT_DESERIALIZATION
    }

    public int token() {
        return new Random().nextInt(); // PREDICTABLE_RANDOM
    }

    public byte[] encrypt(byte[] bytes) throws Exception {
        return Cipher.getInstance("DES/ECB/PKCS5Padding").doFinal(bytes); // DES_USAGE
    }

    public Object xml(InputStream in) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in); // XXE_DOCUMENT
    }

    public File file(String name) {
        return new File("/data/" + name); // PATH_TRAVERSAL_IN
    }

    public String never(String text) {
        String nothing = null;
        if (text == null) {
            return nothing.trim(); // NP_ALWAYS_NULL
        }
        return text;
    }
}
