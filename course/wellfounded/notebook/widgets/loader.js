// @ts-check
// The `_esm` of every widget. It takes the views from the model that holds them, once for each page, release and
// language, and draws one of them.

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render(props) {
  const { model } = props;
  const manager = /** @type {any} */ (model.widget_manager);
  const shared = await manager.get_model(model.get("shared").replace("IPY_MODEL_", ""));
  window.wellfoundedViews ??= new Map();
  const loaded = window.wellfoundedViews;
  const key = `${shared.get("digest")} ${shared.get("words").lang}`;
  const views = loaded.get(key) ?? load(shared);
  loaded.set(key, views);
  return (await views).render({ ...props, model: await unpacked(model) });
}

/**
 * The same model, with the values that it holds packed.
 * @template {import("@anywidget/types").AnyModel<any>} M
 * @param {M} model
 */
async function unpacked(model) {
  const values = new Map();
  for (const name of model.get("packed")) values.set(name, JSON.parse(await unpack(model.get(name))));
  const get = (/** @type {string} */ name) => (values.has(name) ? values.get(name) : model.get(name));
  return /** @type {M} */ (Object.assign(Object.create(model), { get }));
}

/** @param {{get: (name: string) => any}} shared */
async function load(shared) {
  const id = `wellfounded-${shared.get("digest")}`;
  const [textContent, script] = await Promise.all(["style", "script"].map((name) => unpack(shared.get(name))));
  if (!document.getElementById(id)) {
    document.head.append(Object.assign(document.createElement("style"), { id, textContent }));
  }
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const views = await import(url);
  URL.revokeObjectURL(url);
  views.speak(shared.get("words"));
  return views;
}

/** @param {DataView<ArrayBuffer>} packed a text in UTF-8, as gzip packs it */
function unpack(packed) {
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

export default { render };
