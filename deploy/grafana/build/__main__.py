"""Write the dashboards anew: ``python -m deploy.grafana.build``."""

from deploy.grafana.build.boards import FOLDER, texts

if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
