// Makes each frame of the pattern page as high as what it shows. Without script a frame scrolls.

function watch(frame) {
  const { body } = frame.contentDocument;
  const fit = () => {
    frame.height = body.scrollHeight + 2;
  };
  fit();
  new ResizeObserver(fit).observe(body);
}

for (const frame of document.querySelectorAll(".patterns__frame")) {
  // A frame that is far below comes later; one that is near may be there before this script.
  if (frame.contentDocument?.URL === "about:srcdoc" && frame.contentDocument.readyState === "complete") {
    watch(frame);
  }
  frame.addEventListener("load", () => watch(frame));
}
