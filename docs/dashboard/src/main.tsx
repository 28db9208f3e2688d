import { render } from "preact";

import { App } from "./app.js";
import { Store } from "./store.js";
import "./style.css";
import "./views.css";
import "./print.css";

const isVietnamese = navigator.languages.some((own) => own.startsWith("vi"));
const store = new Store(isVietnamese || !navigator.language.startsWith("en") ? "vi" : "en");
const root = document.getElementById("app");
if (root !== null) render(<App store={store} />, root);
