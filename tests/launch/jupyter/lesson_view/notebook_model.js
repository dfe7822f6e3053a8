// @ts-check
// A notebook as JupyterLab's widgets hold it: as much as the screens of a lesson ask of it.

/**
 * @param {string} type
 * @param {string} id
 * @param {string} source
 * @param {{ html?: string, metadata?: Record<string, any> }} [more]
 */
function cell(type, id, source, { html = "", metadata = {} } = {}) {
  const node = Object.assign(document.createElement("div"), { className: "jp-Cell" });
  const sharedModel = { getSource: () => source, getOutputs: () => [{ data: { "text/html": html } }] };
  return { node, model: { type, id, sharedModel, getMetadata: (/** @type {string} */ key) => metadata[key] } };
}

/**
 * @param {string} id
 * @param {string} source
 */
export const text = (id, source) => cell("markdown", id, source);

/**
 * @param {string} id
 * @param {string} source
 * @param {string} [html]
 */
export const code = (id, source, html) => cell("code", id, source, { html });

/** @param {string} id */
export const shownCase = (id) => code(id, `case("${id}")`, `<section><h3>Title of ${id}</h3></section>`);

/** @param {string} id */
export const written = (id) => cell("markdown", id, "*What you write*", { metadata: { nbgrader: { grade: true } } });

/**
 * @param {any[]} cells
 * @param {Record<string, any>} [metadata]
 */
export function notebook(cells, metadata = {}) {
  const node = document.createElement("div");
  node.append(...cells.map((each) => each.node));
  /** @type {(() => void)[]} */
  const slots = [];
  const changed = { connect: (/** @type {() => void} */ slot) => slots.push(slot) };
  const change = () => {
    for (const slot of slots) slot();
  };
  return {
    node,
    widgets: cells,
    model: { cells: { changed }, getMetadata: (/** @type {string} */ key) => metadata[key] },
    isDisposed: false,
    change,
  };
}
