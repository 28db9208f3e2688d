// The corpus, as Rust and Python read it. Nothing here reads a file, so that a browser runs it as well:
// `read` gives the text of a file of the repository.

/**
 * The evaluations of a case as the corpus keeps them: the library's version left out.
 *
 * `document` is the case as an object, `form` makes of a CSV text what is handed in.
 */
export async function evaluated({ Plan }, folder, document, read, form) {
  const file = (name) => read(`${folder}/${name}`);
  const own = document.plan ?? "plan.yaml";
  const counted = async (plan, asOf, inputs) => {
    const records = {};
    for (const [source, names] of Object.entries(inputs ?? {})) {
      records[source] = [];
      for (const name of names) records[source].push(form(await file(name)));
    }
    return plan.tallyStream({ asOf, ...records });
  };
  const plan = Plan.parse(await file(own));
  const isList = Array.isArray(document.as_of);
  const days = isList ? document.as_of : [document.as_of];
  const tally = await counted(plan, days, document.inputs);
  const assume = document.assume ?? {};
  const declared = {};
  for (const { name, on, holds } of assume.declared ?? []) (declared[name] ??= []).push({ on, holds });
  const baselines = {};
  for (const [name, earlier] of Object.entries(assume.baselines ?? {})) {
    const before = Plan.parse(await file(earlier.plan ?? own));
    baselines[name] = await counted(before, [earlier.as_of], earlier.inputs);
  }
  const expected = assume.expected ?? {};
  const all = days.map((asOf) =>
    plan.evaluate(tally, { asOf, expected, declared, baselines }).toJson()
      .replace(/"version":"[^"]*"/, '"version":""'));
  const text = all.join(",\n");
  return isList ? `[${text}]\n` : `${text}\n`;
}
