package io.jenkins.lib.releasegates.acceptance;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** A form of Jenkins, or one of its repeated parts, filled in as a person does. Fields of parts within it are not its own. */
final class Form {

    private static final String OWN = """
            const part = arguments[0], chunk = part.closest('.repeated-chunk');
            return [...part.querySelectorAll(arguments[1])].filter(e => e.closest('.repeated-chunk') === chunk);
            """;

    private final Browser browser;
    private final WebElement part;

    Form(Browser browser, WebElement part) {
        this.browser = browser;
        this.part = part;
    }

    /** The form of a page that configures something, once its scripts have made it usable. */
    static Form of(Browser browser, String path) {
        browser.open(path);
        browser.eventually(
                "the form of " + path,
                () -> !browser.all("button[name='Submit']").isEmpty()
                        && browser.run("return document.readyState === 'complete'"
                                        + " && !document.querySelector('.behavior-loading:not([style*=\"none\"])')")
                                .equals("true"));
        return new Form(browser, browser.one("form[name='config']"));
    }

    /** Repeated parts of that name, in their order. */
    List<Form> parts(String name) {
        return part.findElements(By.cssSelector(".repeated-chunk[name='" + name + "']")).stream()
                .filter(WebElement::isDisplayed)
                .map(found -> new Form(browser, found))
                .toList();
    }

    /** The only repeated part of that name and kind. */
    Form part(String name, String kind) {
        return new Form(
                browser,
                part.findElement(By.cssSelector(".repeated-chunk[name='" + name + "'][descriptorid$='" + kind + "']")));
    }

    /** Adds to a list whose entries may be of several kinds. */
    Form add(String name, String list, String kind) {
        int before = parts(name).size();
        click(one("button.hetero-list-add[suffix='" + list + "']"));
        browser.eventually("the kinds of " + list, () -> {
            for (WebElement item : browser.all(".jenkins-dropdown__item")) {
                if (item.getText().strip().equals(kind)) {
                    item.click();
                    return true;
                }
            }
            return false;
        });
        return added(name, before);
    }

    /** Adds to a list whose entries are of one kind, by the button that says so. */
    Form add(String name, String button) {
        int before = parts(name).size();
        click(part.findElements(By.cssSelector("button.repeatable-add")).stream()
                .filter(found -> found.getText().strip().equals(button))
                .findFirst()
                .orElseThrow());
        return added(name, before);
    }

    private Form added(String name, int before) {
        browser.eventually(
                "one more of " + name,
                () -> parts(name).size() == before + 1
                        && !parts(name)
                                .get(before)
                                .part
                                .findElements(By.cssSelector("input, textarea"))
                                .isEmpty());
        return parts(name).get(before);
    }

    /** Takes this part out. */
    void remove() {
        click(one("button.repeatable-delete"));
        browser.eventually("the part is gone", () -> {
            try {
                return !part.isDisplayed();
            } catch (StaleElementReferenceException e) {
                return true;
            }
        });
    }

    /** Types into an empty or a filled field, and leaves it. */
    Form type(String field, String text) {
        WebElement input = field(field);
        browser.show(input);
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        input.sendKeys(text);
        browser.run("arguments[0].blur(); arguments[0].dispatchEvent(new Event('change', {bubbles: true}))", input);
        return this;
    }

    /** Types the beginning, and picks one of what is then offered. */
    Form pick(String field, String beginning, String offered) {
        type(field, "");
        field(field).sendKeys(beginning);
        browser.eventually(offered + " is offered for " + field, () -> {
            for (WebElement item : browser.all(".comboBoxItem, .jenkins-dropdown__item")) {
                if (item.getText().strip().equals(offered)) {
                    item.click();
                    return true;
                }
            }
            return false;
        });
        browser.eventually(
                offered + " is taken for " + field, () -> value(field).equals(offered));
        return type(field, offered);
    }

    /** Puts another secret into a field that conceals the one that it has. */
    Form exchange(String field, String text) {
        WebElement concealed = field(field).findElement(By.xpath("./ancestor::div[@class='hidden-password']"));
        click(concealed.findElement(By.cssSelector("button.hidden-password-update-btn")));
        return type(field, text);
    }

    /** What is concealed there is not on the page. */
    boolean isConcealed(String field) {
        WebElement input = field(field);
        return "hidden".equals(input.getDomAttribute("type")) && value(field).startsWith("{");
    }

    Form choose(String field, String value) {
        browser.show(field(field));
        browser.eventually(
                value + " among what " + field + " can be", () -> choices(field).contains(value));
        field(field)
                .findElement(By.cssSelector("option[value='" + value + "']"))
                .click();
        return this;
    }

    List<String> choices(String field) {
        return field(field).findElements(By.tagName("option")).stream()
                .map(option -> String.valueOf(option.getDomProperty("value")))
                .toList();
    }

    Form tick(String field) {
        click(field(field).findElement(By.xpath("./following-sibling::label")));
        return this;
    }

    boolean isTicked(String field) {
        return field(field).isSelected();
    }

    /** Opens what is folded away. */
    Form advanced() {
        click(one("button.advanced-button"));
        return this;
    }

    String value(String field) {
        return String.valueOf(field(field).getDomProperty("value"));
    }

    /** Waits until the form says something below that field; nothing, where the text is empty. */
    void says(String field, String text) {
        browser.eventually(
                () -> "below " + field + " stands '" + saidBelow(field) + "', and not '" + text + "'", () -> {
                    String said = saidBelow(field);
                    boolean so = text.isEmpty() ? said.isEmpty() : said.contains(text);
                    if (!so) {
                        // Of several answers Jenkins shows the one that came last, whichever text it is about.
                        browser.run("arguments[0].dispatchEvent(new Event('change', {bubbles: true}))", field(field));
                    }
                    return so;
                });
    }

    private String saidBelow(String field) {
        return field(field)
                .findElement(By.xpath("./ancestor::div[contains(@class, 'jenkins-form-item')][1]"
                        + "/div[contains(@class, 'validation-error-area')]"))
                .getText()
                .strip();
    }

    String text() {
        return part.getText();
    }

    WebElement field(String field) {
        return one("[name='_." + field + "']");
    }

    private WebElement one(String selector) {
        List<WebElement> found = browser.elements(OWN, part, selector);
        if (found.isEmpty()) {
            throw new AssertionError("No " + selector + " in " + part.getText());
        }
        return found.get(0);
    }

    private void click(WebElement element) {
        browser.show(element);
        element.click();
    }

    /** Saves the whole form. */
    void save() {
        browser.click("button[name='Submit']");
    }
}
