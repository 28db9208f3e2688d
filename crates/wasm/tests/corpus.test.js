// Every case of the corpus in Node: the bytes that Rust gives.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as library from "quality-objectives";

import { evaluated } from "./corpus.js";
import { cases, read } from "./repository.js";

const encoder = new TextEncoder();

/** Pieces of so many bytes, which cut characters and records wherever they fall. */
function cut(text, size) {
  const bytes = encoder.encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

const FORMS = {
  text: (text) => text,
  bytes: (text) => encoder.encode(text),
  file: (text) => new Blob([text]),
  response: (text) => new Response(text),
  "a stream in pieces of 7 bytes": (text) => cut(text, 7),
  "chunks of text, one character each": async function* chunks(text) {
    for (let at = 0; at < text.length; at += 1) yield text[at];
  },
};

test("the corpus is there", () => assert.ok(cases().length >= 100));

for (const { folder, document } of cases()) {
  for (const [name, form] of Object.entries(FORMS)) {
    test(`${folder} from ${name}`, async () => {
      const found = await evaluated(library, folder, document, read, form);
      assert.equal(found, read(`${folder}/evaluation.json`));
    });
  }
}
