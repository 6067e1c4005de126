// The flows, in order. `node index.mjs` with what tests/browser.rs sets.
import "./search.mjs";
import "./article.mjs";
import "./figures.mjs";
import "./everywhere.mjs";
import "./looks.mjs";
