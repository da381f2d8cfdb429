import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./look/fonts.css";
import "./look/tokens.css";
import "./look/base.css";
import "./look/touch.css";
import { followTheme } from "./look/theme";
import { start } from "./state/start";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no element with the id root");
}
followTheme();
void start();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
