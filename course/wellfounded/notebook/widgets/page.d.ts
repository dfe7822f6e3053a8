// What the views lay on the page's window.
interface Window {
  /** Whether a view listens for Escape; see leave.js. */
  wellfoundedWatchesEscape?: boolean;
  /** The views that were loaded, by release and language; see loader.js. */
  wellfoundedViews?: Map<string, Promise<typeof import("./views.js")>>;
}
