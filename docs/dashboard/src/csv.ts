// The fields of one record of a CSV text (RFC 4180), to show them. Counting reads none of this.

/** The fields of the record that the text begins with. */
export function fieldsOf(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (isQuoted) {
      if (letter !== '"') field += letter;
      else if (text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && field === "") isQuoted = true;
    else if (letter === delimiter) {
      fields.push(field);
      field = "";
    } else if (letter === "\n") break;
    else field += letter;
  }
  fields.push(field.replace(/\r$/, ""));
  return fields;
}
