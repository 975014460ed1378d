package io.jenkins.lib.releasegates.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, driven by the driver that comes with it. */
final class Browser implements AutoCloseable {

    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JenkinsUnderTest jenkins;
    private final ChromeDriver driver;

    Browser(JenkinsUnderTest jenkins) {
        this.jenkins = jenkins;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        driver = new ChromeDriver(service, options);
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Authorization", jenkins.authorization())));
    }

    static boolean isThere() {
        return Files.isExecutable(DRIVER) && Files.isExecutable(CHROMIUM);
    }

    void open(String path) {
        driver.get(jenkins.url() + path);
    }

    void width(int pixels) {
        driver.manage().window().setSize(new Dimension(Math.max(pixels, 500), 1_000));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 1_000, "deviceScaleFactor", 1, "mobile", false));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Clicks, and waits until the page that was left is gone. */
    void click(String selector) {
        WebElement left = one(selector);
        show(left);
        left.click();
        jenkins.eventually("the page after " + selector, () -> {
            try {
                left.isDisplayed();
                return false;
            } catch (WebDriverException e) {
                return true;
            }
        });
    }

    String run(String script, Object... arguments) {
        return String.valueOf(driver.executeScript(script, arguments));
    }

    /** The elements that a script returns. */
    List<WebElement> elements(String script, Object... arguments) {
        List<WebElement> elements = new ArrayList<>();
        if (driver.executeScript(script, arguments) instanceof List<?> found) {
            found.forEach(element -> elements.add((WebElement) element));
        }
        return elements;
    }

    /** Brings it to where nothing lies above it. */
    void show(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    }

    /** Waits until a page shows something that its scripts have to do first. */
    void eventually(String what, JenkinsUnderTest.Question question) {
        eventually(() -> what, question);
    }

    /** The same, where what is shown instead is part of what is said when it never comes to be so. */
    void eventually(Supplier<String> what, JenkinsUnderTest.Question question) {
        jenkins.within(PATIENCE, what, () -> {
            try {
                return question.isSo();
            } catch (StaleElementReferenceException e) {
                // Its scripts have drawn that part anew meanwhile.
                return false;
            }
        });
    }

    /** What the page complained of; a broken content security policy is among it. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Writes a picture of the whole page into {@code target/acceptance}. */
    void picture(String name) {
        Object height = driver.executeScript("return document.documentElement.scrollHeight");
        Object width = driver.executeScript("return window.innerWidth");
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        byte[] png = driver.getScreenshotAs(OutputType.BYTES);
        try {
            Path directory = Project.root().resolve("target/acceptance");
            Files.createDirectories(directory);
            Files.write(directory.resolve(name + ".png"), png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
