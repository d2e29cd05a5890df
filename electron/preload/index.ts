import { ipcRenderer } from "electron"

// The page asks, the main process answers with one port; nothing else ever passes here.
window.addEventListener("message", ({ source, data }) => {
  if (source === window && data === "glimmer:port-request") ipcRenderer.send("glimmer:port-request")
})
ipcRenderer.on("glimmer:port", ({ ports }) => window.postMessage("glimmer:port", location.origin, [...ports]))
