package org.example.checkout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A payment as a client asks for it, read from JSON; all that is wrong with it is said at once. */
record PaymentRequest(String paymentReference, Cart cart) {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Set<String> KEYS = Set.of("paymentReference", "items", "discountCode");
    private static final Set<String> ITEM_KEYS = Set.of("sku", "quantity");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** A request that can't be served, with every reason. */
    static final class InvalidRequestException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient List<String> reasons;

        InvalidRequestException(List<String> reasons) {
            super(String.join("; ", reasons));
            this.reasons = List.copyOf(reasons);
        }

        List<String> reasons() {
            return reasons;
        }
    }

    /** Reads the body of a request, whose articles must be in the catalogue. */
    static PaymentRequest read(byte[] body, Catalogue catalogue) throws InvalidRequestException {
        List<String> reasons = new ArrayList<>();
        JsonNode root = tree(body);
        if (!root.isObject()) {
            throw new InvalidRequestException(List.of("the body must be a JSON object"));
        }
        refuseOtherKeys(root, KEYS, "the body", reasons);
        String reference = root.path("paymentReference").asText("");
        if (!root.path("paymentReference").isTextual() || !REFERENCE.matcher(reference).matches()) {
            reasons.add("paymentReference must be 8 to 64 letters, digits, - or _");
        }
        Discount discount = discount(root.path("discountCode"), reasons);
        Map<String, Integer> quantities = quantities(root.path("items"), catalogue, reasons);
        if (!reasons.isEmpty()) {
            throw new InvalidRequestException(reasons);
        }
        return new PaymentRequest(reference, new Cart(quantities, discount));
    }

    private static JsonNode tree(byte[] body) throws InvalidRequestException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidRequestException(List.of("the body isn't JSON (line " + line + ")"));
        } catch (IOException e) {
            throw new InvalidRequestException(List.of("the body can't be read as UTF-8"));
        }
    }

    private static Discount discount(JsonNode code, List<String> reasons) {
        if (code.isMissingNode()) {
            return Discount.NONE;
        }
        return Discount.ofCode(code.isTextual() ? code.asText() : "").orElseGet(() -> {
            reasons.add("discountCode isn't one that we grant");
            return Discount.NONE;
        });
    }

    private static Map<String, Integer> quantities(JsonNode items, Catalogue catalogue, List<String> reasons) {
        Map<String, Integer> quantities = new LinkedHashMap<>();
        if (!items.isArray() || items.isEmpty() || items.size() > Cart.MAX_ARTICLES) {
            reasons.add("items must be a list of 1 to " + Cart.MAX_ARTICLES + " articles");
            return quantities;
        }
        for (int i = 0; i < items.size(); i++) {
            String where = "items[" + i + "].";
            JsonNode item = items.get(i);
            refuseOtherKeys(item, ITEM_KEYS, "items[" + i + "]", reasons);
            String sku = item.path("sku").asText("");
            if (catalogue.price(sku).isEmpty()) {
                reasons.add(where + "sku must be one of " + catalogue.articles());
            }
            JsonNode quantity = item.path("quantity");
            if (!quantity.isInt() || quantity.intValue() < 1 || quantity.intValue() > Cart.MAX_QUANTITY) {
                reasons.add(where + "quantity must be a whole number from 1 to " + Cart.MAX_QUANTITY);
            }
            if (quantities.put(sku, quantity.intValue()) != null) {
                reasons.add(where + "sku is in the list twice");
            }
        }
        return quantities;
    }

    /** A misspelt key is an error: ignoring it would charge something else than was meant. */
    private static void refuseOtherKeys(JsonNode node, Set<String> allowed, String where, List<String> reasons) {
        node.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                reasons.add(where + " has an unknown key; allowed are " + new TreeSet<>(allowed));
            }
        });
    }
}
