# Built with the same commands as on a bare machine; run without root, with one volume, behind a proxy that
# speaks HTTPS and buffers requests (README).
FROM debian:12-slim AS build
RUN apt-get update -q && apt-get install -qy --no-install-recommends make python3 python3-venv ca-certificates \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/schakel
COPY Makefile pyproject.toml README.md package.json package-lock.json ./
COPY requirements requirements
COPY app app
COPY directory directory
COPY search_index search_index
COPY templates templates
COPY locales locales
RUN make setup assets catalogs

FROM debian:12-slim
RUN apt-get update -q && apt-get install -qy --no-install-recommends python3 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin schakel \
 && install -d -o schakel -g schakel -m 0700 /data
COPY --from=build /srv/schakel /srv/schakel
WORKDIR /srv/schakel
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=8000 PATH=/srv/schakel/.venv/bin:/usr/bin:/bin
USER schakel
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["schakel", "health"]
CMD ["schakel", "serve", "--prepare"]
