/** The version of the program that this app was built with. */
declare const __VERSION__: string;
