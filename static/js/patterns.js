// Makes each frame of the pattern page as high as what it shows. Without script a frame scrolls.

function fit(frame) {
  const page = frame.contentDocument?.documentElement;
  if (page) frame.height = page.querySelector("body").scrollHeight + 2;
}

for (const frame of document.querySelectorAll(".patterns__frame")) {
  frame.addEventListener("load", () => {
    fit(frame);
    new ResizeObserver(() => fit(frame)).observe(frame.contentDocument.body);
  });
}
