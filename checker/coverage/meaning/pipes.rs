//! Pipes.

use super::say;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write, pipe};
use std::thread;

fn text(mut reader: impl Read) -> String {
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    text
}

say! {
    what_is_written_is_read says "\"ab\"": {
        let (reader, mut writer) = pipe().unwrap();
        let reads = thread::spawn(move || text(reader));
        writer.write_all(b"a").unwrap();
        writer.write_all(b"b").unwrap();
        drop(writer);
        reads.join().unwrap()
    }
    the_end_comes_with_the_last_writer says "2": {
        let (reader, writer) = pipe().unwrap();
        let threads = [writer.try_clone().unwrap(), writer].map(|mut writer| thread::spawn(move || writeln!(writer, "line").unwrap()));
        let lines = BufReader::new(reader).lines().map_while(Result::ok).filter(|line| line == "line").count();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        lines
    }
    no_reader_breaks_it says "Err(BrokenPipe)": {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        (&writer).write(b"a").map_err(|error| error.kind())
    }
    a_writer_that_waits_is_told_that_the_reader_has_gone says "Some(BrokenPipe)": {
        let (reader, mut writer) = pipe().unwrap();
        let writes = thread::spawn(move || writer.write_all(&[0; 100_000]).map_err(|error| error.kind()).err());
        let mut first = [1];
        (&reader).read_exact(&mut first).unwrap();
        drop(reader);
        writes.join().unwrap()
    }
    more_than_it_holds_goes_through says "150000": {
        let (reader, mut writer) = pipe().unwrap();
        let reads = thread::spawn(move || text(reader).len());
        writer.write_all(&[b'x'; 150_000]).unwrap();
        drop(writer);
        reads.join().unwrap()
    }
    some_of_what_is_there_is_read says "(2, [97, 98], 1, [99, 98], 0)": {
        let (mut reader, mut writer) = pipe().unwrap();
        let mut two = [0; 2];
        writer.write_all(b"abc").unwrap();
        drop(writer);
        let first = reader.read(&mut two).unwrap();
        let begin = two;
        let second = reader.read(&mut two).unwrap();
        (first, begin, second, two, reader.read(&mut two).unwrap())
    }
    nothing_asked_for_is_nothing_waited_for says "(Ok(0), Ok(0))": {
        let (mut reader, mut writer) = pipe().unwrap();
        let kind = |error: std::io::Error| -> ErrorKind { error.kind() };
        (reader.read(&mut []).map_err(kind), writer.write(&[]).map_err(kind))
    }
}
