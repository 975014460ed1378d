package io.jenkins.lib.releasegates.audit.message;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of Mustache that templates have: maps by their own keys, lists, texts, numbers and truth values. No method of any object is ever called, no other
 * file is included, and every text is escaped for JSON where it is turned into characters, which no kind of tag can pass by.
 */
final class Plain extends BasicCollector {

    private static final int MAX_ROUNDS = 20_000;

    /** Lists in lists in lists would take as long as somebody wants. */
    private int rounds;

    /** For one rendering. */
    static Mustache.Compiler compiler() {
        return Mustache.compiler()
                .withCollector(new Plain())
                .withFormatter(Plain::escaped)
                // The formatter has escaped it, and is not left out for {{{name}}} and {{&name}}.
                .withEscaper(text -> text)
                .strictSections(true)
                .emptyStringIsFalse(true)
                .zeroIsFalse(true);
    }

    private static String escaped(Object value) {
        if (value instanceof String text) {
            return new String(JsonStringEncoder.getInstance().quoteAsString(text));
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value.toString();
        }
        throw new MustacheException(
                "a list or a row can't be written as a text; allowed: a section {{#name}}...{{/name}}");
    }

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
        if (!(value instanceof List<?> list)) {
            return null;
        }
        rounds += 1 + list.size();
        if (rounds > MAX_ROUNDS) {
            throw new MustacheException("its sections go more than " + MAX_ROUNDS + " rounds");
        }
        return list.iterator();
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
        return context instanceof Map ? Plain::fetch : null;
    }

    private static Object fetch(Object context, String name) {
        Object found = ((Map<?, ?>) context).get(name);
        return found == null ? com.samskivert.mustache.Template.NO_FETCHER_FOUND : found;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new HashMap<>();
    }
}
