package io.jenkins.lib.releasegates.acceptance;

/** Contrast between text and what is behind it, by WCAG 2.2, success criterion 1.4.3. */
final class Contrast {

    /** A script that lists the texts of the page whose contrast is below 4.5 to 1. */
    static final String TOO_LITTLE = """
            const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
            const over = (colours) => {
                canvas.clearRect(0, 0, 1, 1);
                for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
                return canvas.getImageData(0, 0, 1, 1).data;
            };
            const luminance = (rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
                const part = rgb[i] / 255;
                return sum + weight * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
            }, 0);
            const found = [];
            for (const element of document.querySelectorAll('.rg-audit *')) {
                const text = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
                if (!text || element.getClientRects().length === 0) continue;
                const behind = [];
                for (let e = element; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
                behind.unshift('white');
                const back = luminance(over(behind));
                const front = luminance(over([...behind, getComputedStyle(element).color]));
                const ratio = (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
                if (ratio < 4.5) found.push(text.slice(0, 30) + ' ' + ratio.toFixed(2));
            }
            return JSON.stringify(found);
            """;

    /** A script that tells whether the page is dark. */
    static final String IS_DARK = """
            const canvas = document.createElement('canvas').getContext('2d');
            canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data.slice(0, 3).every(part => part < 80);
            """;

    private Contrast() {}
}
