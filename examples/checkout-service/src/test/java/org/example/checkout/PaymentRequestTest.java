package org.example.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentRequestTest {

    @Test
    void shouldReadCartAndDiscount() throws Exception {
        PaymentRequest request = read(
                "{'paymentReference':'order-0001','discountCode':'FIVEOFF','items':[{'sku':'mug','quantity':2}]}");

        assertThat(request.paymentReference()).isEqualTo("order-0001");
        assertThat(request.cart()).isEqualTo(new Cart(Map.of("mug", 2), Discount.FIVEOFF));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not JSON at all                 | {'paymentReference'                                                                | isn't JSON (line 1)",
                "an empty body                   | ` `                                                                                | must be a JSON object",
                "a list                          | []                                                                                 | must be a JSON object",
                "a key twice                     | {'items':[],'items':[]}                                                            | isn't JSON",
                "something after the end         | {} {}                                                                              | isn't JSON",
                "no reference                    | {'items':[{'sku':'mug','quantity':1}]}                                             | paymentReference must be 8 to 64",
                "a short reference               | {'paymentReference':'o-1','items':[{'sku':'mug','quantity':1}]}                    | paymentReference must be 8 to 64",
                "a number as reference           | {'paymentReference':12345678,'items':[{'sku':'mug','quantity':1}]}                 | paymentReference must be 8 to 64",
                "a price of the client's own     | {'paymentReference':'order-0001','items':[{'sku':'mug','quantity':1,'price':1}]}   | items[0] has an unknown key",
                "a misspelt discount code        | {'paymentReference':'order-0001','discountcode':'X','items':[{'sku':'mug','quantity':1}]} | has an unknown key",
                "a code that we don't grant      | {'paymentReference':'order-0001','discountCode':'FREE','items':[{'sku':'mug','quantity':1}]} | discountCode isn't one",
                "a code that is no text          | {'paymentReference':'order-0001','discountCode':7,'items':[{'sku':'mug','quantity':1}]} | discountCode isn't one",
                "no items                        | {'paymentReference':'order-0001','items':[]}                                       | items must be a list",
                "an object as items              | {'paymentReference':'order-0001','items':{}}                                       | items must be a list",
                "an article that we don't sell   | {'paymentReference':'order-0001','items':[{'sku':'yacht','quantity':1}]}           | items[0].sku must be one of [mug,",
                "half a mug                      | {'paymentReference':'order-0001','items':[{'sku':'mug','quantity':0.5}]}           | items[0].quantity must be a whole number",
                "fewer than none                 | {'paymentReference':'order-0001','items':[{'sku':'mug','quantity':-1}]}            | items[0].quantity must be",
                "too many                        | {'paymentReference':'order-0001','items':[{'sku':'mug','quantity':1001}]}          | items[0].quantity must be",
                "an article twice                | {'paymentReference':'order-0001','items':[{'sku':'mug','quantity':1},{'sku':'mug','quantity':1}]} | items[1].sku is in the list twice"
            })
    void shouldRefuse(String what, String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .as(what)
                .isInstanceOf(PaymentRequest.InvalidRequestException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldSayEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> read("{'paymentReference':'','discountCode':'','items':[{'sku':'','quantity':0}]}"))
                .isInstanceOfSatisfying(PaymentRequest.InvalidRequestException.class, e -> assertThat(e.reasons())
                        .hasSize(4));
    }

    @Test
    void shouldRefuseBytesThatAreNoText() {
        assertThatThrownBy(() -> PaymentRequest.read(new byte[] {'"', (byte) 0xff, '"'}, Catalogue.demo()))
                .isInstanceOf(PaymentRequest.InvalidRequestException.class);
    }

    private static PaymentRequest read(String json) throws PaymentRequest.InvalidRequestException {
        return PaymentRequest.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Catalogue.demo());
    }
}
