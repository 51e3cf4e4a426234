/** Before the first paint: the theme and the text size that were chosen on this device, and whether it has come past the first screen. */
import { isFirstScreen } from "./begun";
import { applyDisplay, readDisplay } from "./display";

applyDisplay(readDisplay());
if (!isFirstScreen()) {
  document.getElementById("app")?.replaceChildren();
}
