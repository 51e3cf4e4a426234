/** Before the first paint: the theme and the text size that were chosen on this device. */
import { applyDisplay, readDisplay } from "./display";

applyDisplay(readDisplay());
