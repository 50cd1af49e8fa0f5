"""Giving the directory out: CSV, XLSX and vCard of our own; HSDS is written by ``directory.hsds``."""
