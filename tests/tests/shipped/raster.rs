//! Raster tiles of France: two engines that agree, and GDAL, which opens them as QGIS does.

use crate::shipped::{Server, folder};
use crate::snapshot;
use crate::taken::gdal;

const SERIES: &str = "/raster/etablissements_10000_hab";
/// Parameters, tile: a whole, a part, the coast, the finest zoom and one beyond; circles.
const TILES: [(&str, &str); 8] = [
    ("level=region", "5/16/10"),
    ("level=departement", "6/32/21"),
    ("level=epci", "7/64/43"),
    ("level=epci", "9/259/173"),
    ("level=commune", "10/518/346"),
    ("level=commune", "12/2074/1385"),
    ("level=epci&lecture=cercles", "7/64/43"),
    ("level=commune&lecture=cercles", "9/259/173"),
];

struct Picture {
    side: usize,
    rgb: Vec<u8>,
}

impl Picture {
    fn at(&self, x: usize, y: usize) -> &[u8] {
        &self.rgb[3 * (y * self.side + x)..][..3]
    }

    /// Whether all the pixels around have one colour: no border passes.
    fn even(&self, x: usize, y: usize) -> bool {
        (1..self.side - 1).contains(&x)
            && (1..self.side - 1).contains(&y)
            && (y - 1..=y + 1).all(|down| (x - 1..=x + 1).all(|across| self.at(across, down) == self.at(x, y)))
    }
}

/// A tile and who drew it.
fn tile(server: &Server, asked: &str, at: &str) -> (String, Picture) {
    let mut answer = server.fetch(&format!("{SERIES}/{at}.png?{asked}"));
    assert_eq!(answer.status(), 200, "{asked} {at}");
    let engine = answer.headers()["x-lanterne-engine"].to_str().unwrap().to_owned();
    let bytes = answer.body_mut().read_to_vec().unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut rgb).unwrap();
    assert_eq!(frame.color_type, png::ColorType::Rgb);
    (engine, Picture { side: frame.width as usize, rgb })
}

/// Away from borders they are equal; on them, where one takes 4 samples of a pixel and the other 16, the colours of less than
/// one pixel in 250 are more than a quarter of the scale apart.
#[test]
fn the_two_engines_draw_the_same_tiles_of_france() {
    let with = Server::start(snapshot());
    let without = Server::start_with(snapshot(), &["--raster", "/nowhere/lanterne-raster"]);
    for (asked, at) in TILES {
        let (theirs, plain) = tile(&without, asked, at);
        assert_eq!(theirs, "resvg");
        let (ours, drawn) = tile(&with, asked, at);
        if ours == "resvg" {
            use std::io::Write;
            assert!(std::env::var_os("LANTERNE_RASTER").is_none(), "the raster program was built, and did not draw");
            let _ = writeln!(
                std::io::stderr(),
                "skipped: lanterne-raster is not beside the binary, `make raster` builds it"
            );
            return;
        }
        let places = || (0..plain.side).flat_map(|y| (0..plain.side).map(move |x| (x, y)));
        let apart = |(x, y): (usize, usize)| {
            plain.at(x, y).iter().zip(drawn.at(x, y)).map(|(a, b)| a.abs_diff(*b)).max().unwrap()
        };
        let even = places().filter(|&(x, y)| plain.even(x, y)).count();
        let wrong = places().filter(|&at| plain.even(at.0, at.1) && apart(at) > 0).count();
        let far = places().filter(|&at| apart(at) > 64).count();
        println!("{asked} {at}: {even} pixels away from borders, {wrong} of them differ; {far} far apart in all");
        assert!(even > 5_000 && wrong * 1_000 <= even, "{asked} {at}: {wrong} of {even}");
        assert!(far * 250 < plain.side * plain.side, "{asked} {at}: {far} pixels far apart");
    }
}

#[test]
fn gdal_opens_the_raster_tiles_by_wmts() {
    let server = Server::start(snapshot());
    let source = format!(
        "WMTS:{}/wmts?SERVICE=WMTS&REQUEST=GetCapabilities,layer=etablissements.departement,style=bleu",
        server.address
    );
    let Some(told) = gdal("gdalinfo", &[&source]) else { return };
    assert!(told.contains("3857") && told.contains("Type=Byte"), "{told}");
    let taken = folder("raster-wmts").join("north.png").display().to_string();
    let window = [
        "-projwin", "150000", "6650000", "480000", "6250000", "-tr", "1000", "1000", "-of", "PNG", "-b", "1", "-b",
        "2", "-b", "3",
    ];
    gdal("gdal_translate", &[&window[..], &[&source, &taken]].concat()).unwrap();
    let mut reader =
        png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&taken).unwrap())).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((frame.width, frame.height), (330, 400));
    let sea = pixels.chunks_exact(3).filter(|own| *own == [0xE6, 0xEB, 0xEE]).count();
    assert!(sea > 5_000, "the Channel: {sea}");
    let blue = pixels.chunks_exact(3).filter(|own| own[2] > own[0].saturating_add(60)).count();
    assert!(blue > 300, "circles of the blue palette: {blue}");
}

#[test]
fn gdal_opens_the_raster_tiles_as_a_map() {
    let server = Server::start(snapshot());
    let about = server.json(&format!("{SERIES}.json?level=departement"));
    let template = about["tiles"][0].as_str().unwrap();
    let address = ["z", "x", "y"]
        .iter()
        .fold(template.to_owned(), |address, part| address.replace(&format!("{{{part}}}"), &format!("${{{part}}}")));
    let side = 20_037_508.342_789_244;
    let folder = folder("raster-gdal");
    let description = folder.join("lanterne.xml");
    let xml = format!(
        "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>{}</ServerUrl></Service>
         <DataWindow><UpperLeftX>-{side}</UpperLeftX><UpperLeftY>{side}</UpperLeftY><LowerRightX>{side}</LowerRightX>
         <LowerRightY>-{side}</LowerRightY><TileLevel>{}</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY>
         <YOrigin>top</YOrigin></DataWindow><Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX>
         <BlockSizeY>256</BlockSizeY><BandsCount>3</BandsCount></GDAL_WMS>",
        address.replace('&', "&amp;"),
        about["maxzoom"],
    );
    std::fs::write(&description, xml).unwrap();
    let description = description.display().to_string();
    let Some(told) = gdal("gdalinfo", &[&description]) else { return };
    assert!(told.contains("3857") && told.matches("Type=Byte").count() == 3, "{told}");
    // The north of France at 1 km a pixel, as a picture of its own: land, sea, colours.
    let taken = folder.join("north.png").display().to_string();
    let window = ["-projwin", "150000", "6650000", "480000", "6250000", "-tr", "1000", "1000", "-of", "PNG"];
    gdal("gdal_translate", &[&window[..], &[&description, &taken]].concat()).unwrap();
    let mut reader =
        png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&taken).unwrap())).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((frame.width, frame.height), (330, 400));
    let mut colours: Vec<&[u8]> = pixels.chunks_exact(3).collect();
    colours.sort_unstable();
    let count = |colour: [u8; 3]| colours.iter().filter(|own| **own == colour).count();
    assert!(count([0xE6, 0xEB, 0xEE]) > 5_000, "the Channel");
    colours.dedup();
    assert!(colours.len() > 10, "{} colours", colours.len());
}
