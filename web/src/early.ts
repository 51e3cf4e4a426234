/**
 * Runs before anything of the page is there: the theme and the text size that were chosen on this device, and whether it has come
 * past the first screen, which stands in index.html.
 */
import { isFirstScreen } from "./begun";
import { applyDisplay, readDisplay } from "./display";

applyDisplay(readDisplay());
if (!isFirstScreen()) {
  document.documentElement.dataset.begun = "";
}
