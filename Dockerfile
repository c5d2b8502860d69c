# xuncha with its browser and fonts, as an ordinary user. Build: docker build -t xuncha .
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY deploy/requirements.lock deploy/requirements.lock
RUN python -m venv /opt/xuncha \
    && /opt/xuncha/bin/pip install --no-cache-dir --require-hashes --no-deps -r deploy/requirements.lock
COPY . .
RUN /opt/xuncha/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium-headless-shell fontconfig fonts-noto-cjk libatomic1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 642 --home-dir /var/lib/xuncha --create-home xuncha
COPY --from=build /opt/xuncha /opt/xuncha
ENV PATH=/opt/xuncha/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XUNCHA_HOME=/var/lib/xuncha \
    XUNCHA_INVENTORY=/etc/xuncha/inventory
USER xuncha
WORKDIR /var/lib/xuncha
VOLUME /var/lib/xuncha
HEALTHCHECK --interval=30s --timeout=5s --start-period=6h CMD \
    ["python", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ.get('XUNCHA_PORT', '8642')}/healthz\", timeout=4)"]
ENTRYPOINT ["xuncha"]
CMD ["serve"]
