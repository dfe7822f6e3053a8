// Where the tests of the views lie, and what they run in.
import { join } from "node:path";

export default {
  root: join(import.meta.dirname, ".."),
  test: { include: ["tests/**/*.test.js"], environment: "jsdom", globals: true, isolate: false, testTimeout: 60_000 },
};
