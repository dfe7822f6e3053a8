// @ts-check
import {
  documentAt,
  leaveOutSteps,
  screenAt,
  writeAddress,
} from "../../../../course/wellfounded/launch/jupyter/lesson_view/addresses.js";

const ONE = "/doc/tree/01-one/01-one.ipynb";

beforeEach(() => {
  history.replaceState({}, "", ONE);
  delete document.body.dataset.wfView; // other tests may have left theirs
});

test.each([
  [ONE, "01-one/01-one.ipynb"],
  ["/user/ada/lab/workspaces/auto-x/tree/My%20lesson/first.ipynb", "My lesson/first.ipynb"],
  ["/lab", ""],
  ["/tree/01-one", ""],
])("an address names a document: %s", (pathname, path) => {
  expect(documentAt(pathname)).toBe(path);
});

test("a screen is written after the address of its document, and no other", () => {
  const before = history.length;
  writeAddress("01-one/01-one.ipynb", "a-case", "replace");
  expect(screenAt()).toBe("a-case");
  expect(history.length).toBe(before);
  writeAddress("01-one/01-one.ipynb", "another", "push");
  writeAddress("01-one/01-one.ipynb", "another", "push");
  expect(history.length).toBe(before + 1);
  writeAddress("02-two/02-two.ipynb", "elsewhere", "push");
  expect(location.pathname + location.hash).toBe(`${ONE}#another`);
});

test("of JupyterLab's steps those are taken that lead to another document", () => {
  const router = { navigate: vi.fn() };
  const { navigate } = router;
  leaveOutSteps(router);
  history.replaceState({}, "", `${ONE}?token=x#a-case`);
  router.navigate(ONE);
  expect(location.href.endsWith(`${ONE}#a-case`)).toBe(true);
  router.navigate("/doc/tree/01-one");
  expect(navigate).not.toHaveBeenCalled();
  router.navigate("/doc/tree/02-two/02-two.ipynb", { skipRouting: true });
  expect(navigate).toHaveBeenCalledWith("/doc/tree/02-two/02-two.ipynb", { skipRouting: true });
  document.body.dataset.wfView = "jupyterlab";
  router.navigate("/doc/tree/01-one");
  expect(navigate).toHaveBeenCalledTimes(2);
});
